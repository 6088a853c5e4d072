// A press on a DingTalk card: the callback and what is shown of its answer. DingTalk asks no question first.
import { post } from '../api.js';
import { toastPress } from '../toast.js';
import { redraw } from './state.js';

/** @param values what the form holds; only its own button sends them */
export async function press(ctx, part, values) {
  if (ctx.state.busy.has(part)) return;
  ctx.state.busy.add(part);
  redraw(ctx);
  const answer = await post('press', {
    person: ctx.person, messageId: ctx.message.id, revision: ctx.message.revision, part, ...(values && { values }),
  });
  ctx.state.busy.delete(part);
  redraw(ctx);
  toastPress(ctx.phone, answer);
}
