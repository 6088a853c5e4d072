// A press: the app's checks, the question asked first, the call, and what is shown of its answer.
import { post } from '../api.js';
import { ask } from '../ask.js';
import { t } from '../i18n.js';
import { localized } from '../summary.js';
import { toast, toastPress } from '../toast.js';
import { webLink } from '../web-link.js';
import { missingIn, sent } from './form.js';
import { redraw } from './state.js';

export const linkOf = (node) => {
  const open = (node.behaviors ?? []).find((behavior) => behavior?.type === 'open_url');
  return open ? webLink(open.pc_url || open.default_url || open.android_url || open.ios_url) : '';
};

/** @param what label: the words pressed; option: the chosen entry of an overflow menu */
export async function press(ctx, node, { label, option }) {
  if (ctx.state.busy.has(ctx.path)) return;
  if (ctx.message.expired) {
    toast(ctx.phone, 'warning', t('card.expired-press'));
    return;
  }
  if (node.form_action_type === 'reset') {
    ctx.form.values.clear();
    ctx.form.missing.clear();
    redraw(ctx);
    return;
  }
  const submits = node.form_action_type === 'submit' && ctx.formNode;
  if (submits && !complete(ctx)) return;
  const question = option?.confirm ?? node.confirm;
  if (question && !(await asks(ctx, question))) return;
  const href = linkOf(node);
  if (href) window.open(href, '_blank', 'noopener');
  if (!submits && !(node.behaviors ?? []).some((behavior) => behavior?.type === 'callback')) return;
  const body = { person: ctx.person, messageId: ctx.message.id, revision: ctx.message.revision, button: label };
  if (node.name) body.name = node.name;
  if (option) body.option = String(option.value ?? '');
  if (submits) body.values = sent(ctx.formNode, ctx.form);
  await wait(ctx, () => post('press', body));
}

/** A control outside a form is sent as soon as it is chosen. */
export async function choose(ctx, node, value) {
  if (ctx.formNode || !(node.behaviors ?? []).some((behavior) => behavior?.type === 'callback')) return;
  if (node.confirm && !(await asks(ctx, node.confirm))) return;
  await wait(ctx, () => post('choose', { person: ctx.person, messageId: ctx.message.id, revision: ctx.message.revision, name: node.name ?? '', value }));
}

async function wait(ctx, call) {
  ctx.state.busy.add(ctx.path);
  redraw(ctx);
  const answer = await call();
  ctx.state.busy.delete(ctx.path);
  redraw(ctx);
  toastPress(ctx.phone, answer);
}

const asks = (ctx, question) => ask({ title: localized(question.title), text: localized(question.text), near: ctx.phone.shell });

/** Red hints under what is missing; the first of it gets the focus; nothing is sent. */
function complete(ctx) {
  ctx.form.missing = new Set(missingIn(ctx.formNode, ctx.form));
  if (!ctx.form.missing.size) return true;
  redraw(ctx);
  const first = [...ctx.form.missing][0];
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const place = ctx.phone.shell.querySelector(`[data-message-id="${CSS.escape(ctx.message.id)}"]`);
    const control = [...(place?.querySelectorAll('[data-name]') ?? [])].find((one) => one.dataset.name === first);
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }));
  return false;
}
