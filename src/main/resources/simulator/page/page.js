'use strict';
// Data becomes text nodes and form values only; nothing here writes markup.
const $ = (id) => document.getElementById(id);
let current = null;
let seen = {};
let shownRevision = -1;
let shownWire = 0;
let replyTo = '';
let names = {};

const el = (tag, text, cls) => {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null && text !== '') node.textContent = text;
  if (cls) node.className = cls;
  return node;
};
const get = async (path) => (await fetch('/simulator' + path)).json();
const post = async (path, body) => {
  const response = await fetch('/simulator' + path, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  return response.json();
};
let toastTimer;
const toast = (text) => {
  $('toast').textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').textContent = ''; }, 4000);
};

const plain = (markdown) => (markdown || '')
  .replace(/<(?:at|person)\s+id\s*=\s*['"]?([^'"\s/>]+)[^>]*>(?:[^<]*<\/(?:at|person)>)?/g, (all, id) => names[id] || id)
  .replace(/!\[[^\]]*]\([^)]*\)/g, '[图片]').replace(/\[([^\]]*)]\([^)]*\)/g, '$1')
  .replace(/<br\s*\/?>/g, '\n').replace(/<\/?[A-Za-z][^>]*>/g, '').replace(/\*\*|~~|`/g, '')
  .replace(/&#(\d{1,6});/g, (all, code) => String.fromCodePoint(Number(code)))
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&sim;/g, '~').replace(/&amp;/g, '&');
const textOf = (node) => !node ? '' : node.tag === 'plain_text' ? node.content : plain(node.content);

function picture(key, alt) {
  const image = el('img');
  image.src = '/simulator/media?key=' + encodeURIComponent(key);
  image.alt = alt || '图片';
  return image;
}

function control(node, state) {
  const box = el('div');
  const label = el('label', textOf(node.label) + (node.required && node.label ? ' *' : ''));
  let field;
  let value = () => field.value;
  if (node.tag === 'input') {
    field = el(node.input_type === 'multiline_text' ? 'textarea' : 'input');
    field.value = node.default_value || '';
    if (node.max_length) field.maxLength = node.max_length;
  } else if (/select/.test(node.tag) && node.tag !== 'select_img') {
    field = el('select');
    field.multiple = node.tag.startsWith('multi');
    if (!field.multiple) field.append(el('option', textOf(node.placeholder) || '请选择'));
    if (!field.multiple) field.firstChild.value = '';
    for (const option of node.options || []) {
      const item = el('option', textOf(option.text) || names[option.value] || option.value);
      item.value = option.value;
      item.selected = option.value === node.initial_option || (node.selected_values || []).includes(option.value);
      field.append(item);
    }
    value = () => [...field.selectedOptions].map((option) => option.value).join('、');
  } else if (node.tag === 'checker') {
    field = el('input'); field.type = 'checkbox'; field.checked = !!node.checked;
    label.textContent = textOf(node.text);
    value = () => String(field.checked);
  } else {
    field = el('input');
    field.type = {date_picker: 'date', picker_time: 'time', picker_datetime: 'datetime-local'}[node.tag] || 'text';
    field.value = (node.initial_date || node.initial_time || node.initial_datetime || '').replace(' ', 'T');
    value = () => field.value.replace('T', ' ');
  }
  if (node.placeholder && 'placeholder' in field) field.placeholder = textOf(node.placeholder);
  field.setAttribute('aria-label', textOf(node.label) || textOf(node.placeholder) || node.name || '');
  field.disabled = !!node.disabled;
  label.append(field);
  box.append(label);
  if (node.name && !node.disabled) state.values[node.name] = value;
  return box;
}

function button(node, message, state, label) {
  const node2 = el('button', label || textOf(node.text));
  node2.type = 'button';
  node2.disabled = !!node.disabled;
  node2.className = /primary/.test(node.type || '') ? 'primary' : /danger/.test(node.type || '') ? 'danger' : '';
  node2.onclick = async () => {
    if (node.confirm && !window.confirm(textOf(node.confirm.title) + '\n' + textOf(node.confirm.text))) return;
    node2.disabled = true;
    const values = {};
    if (node.form_action_type === 'submit') {
      for (const [name, value] of Object.entries(state.values)) values[name] = value();
    }
    const result = await post('/api/press', {person: current, messageId: message.id, values, button: node2.textContent});
    node2.disabled = false;
    toast(result.problem || result.blocked || (result.errorCode ? '出错了，请稍后重试 code: ' + result.errorCode : '')
      || (result.toast ? result.toast.content : ''));
    refresh();
  };
  return node2;
}

function component(node, message, state) {
  switch (node.tag) {
    case 'markdown': return el('p', plain(node.content));
    case 'div': {
      const box = el('div', null, 'box');
      if (node.text) box.append(el('p', textOf(node.text)));
      for (const field of node.fields || []) box.append(el('p', textOf(field.text)));
      return box;
    }
    case 'hr': return el('hr');
    case 'img': return picture(node.img_key, textOf(node.alt));
    case 'img_combination': {
      const box = el('div', null, 'box');
      for (const item of node.img_list || []) box.append(picture(item.img_key));
      return box;
    }
    case 'person': return el('p', names[node.user_id] || node.user_id);
    case 'person_list': return el('p', (node.persons || []).map((one) => names[one.id] || one.id).join('、'));
    case 'button': return button(node, message, state);
    case 'overflow': {
      const box = el('div');
      for (const option of node.options || []) box.append(button(node, message, state, textOf(option.text)));
      return box;
    }
    case 'form': case 'column_set': case 'column': case 'interactive_container': case 'collapsible_panel': {
      const box = el(node.tag === 'collapsible_panel' ? 'details' : 'div', null, 'box');
      const inner = node.tag === 'form' ? {values: {}} : state;
      if (node.header) box.append(el('summary', textOf(node.header.title)));
      for (const child of node.elements || node.columns || []) box.append(component(child, message, inner));
      return box;
    }
    case 'input': case 'select_static': case 'multi_select_static': case 'select_person': case 'multi_select_person':
    case 'date_picker': case 'picker_time': case 'picker_datetime': case 'checker':
      return control(node, state);
    default: return el('p', '（这里还画不出：' + node.tag + '）', 'unknown');
  }
}

function draw(message) {
  const item = el('li', null, message.mine ? 'mine' : '');
  item.dataset.key = message.id + '#' + message.revision;
  const content = message.content || {};
  if (message.type === 'interactive') {
    item.className = 'card';
    const header = content.header || {};
    const head = el('div', textOf(header.title), 'head ' + (header.template || ''));
    if (header.subtitle) head.append(el('small', textOf(header.subtitle)));
    const body = el('div', null, 'body');
    const state = {values: {}};
    for (const node of (content.body || {}).elements || []) body.append(component(node, message, state));
    const foot = el('div', null, 'foot');
    const reply = el('button', '回复');
    reply.onclick = () => { replyTo = message.id; $('reply').textContent = '回复：' + textOf(header.title); $('text').focus(); };
    foot.append(reply);
    item.append(head, body, foot);
  } else if (message.type === 'image') {
    item.append(picture(content.image_key));
  } else {
    item.textContent = message.type === 'recalled' ? '（已撤回）' : content.text || content.file_name || JSON.stringify(content);
  }
  return item;
}

async function drawMessages() {
  if (!current) return;
  const list = $('messages');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const messages = await get('/api/messages?person=' + encodeURIComponent(current));
  seen[current] = messages.length;
  // A card that has not changed keeps what is being typed into it.
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  list.replaceChildren(...messages.map((message) => old.get(message.id + '#' + message.revision) || draw(message)));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

async function drawPeople() {
  const people = await get('/api/people');
  names = Object.fromEntries(people.map((person) => [person.openId, person.name]));
  if (!current) current = people[0].name;
  $('people').replaceChildren(...people.map((person) => {
    const node = el('button', person.name);
    const unread = person.messages - (seen[person.name] || 0);
    if (person.name !== current && unread > 0) node.append(el('span', '●' + unread, 'badge'));
    node.setAttribute('aria-current', String(person.name === current));
    node.onclick = () => { current = person.name; cancelReply(); $('messages').replaceChildren(); shownRevision = -1; refresh(); };
    return node;
  }));
}

async function drawWire() {
  const calls = await get('/api/wire?after=' + shownWire);
  for (const call of calls) {
    shownWire = call.number;
    const item = el('li');
    const details = el('details');
    const line = (call.direction === 'BOT_TO_FEISHU' ? '机器人 → 飞书 ' : '飞书 → 机器人 ')
      + call.method + ' ' + call.path + ' ' + (call.status || '—') + ' ' + call.millis + 'ms';
    details.append(el('summary', line, call.status === 200 ? '' : 'bad'), el('pre', call.request), el('pre', call.response));
    item.append(details);
    $('calls').prepend(item);
  }
  while ($('calls').children.length > 300) $('calls').lastChild.remove();
}

const cancelReply = () => { replyTo = ''; $('reply').textContent = ''; };

async function refresh() {
  try {
    const state = await get('/api/state');
    $('clock').textContent = '⏱ ' + new Date(state.now).toLocaleString('zh-CN', {timeZone: 'Asia/Shanghai', hour12: false});
    $('bot').textContent = state.botAlive ? '机器人在运行' : '机器人停了';
    $('bot-switch').textContent = state.botAlive ? '断电' : '启动';
    $('bot-switch').dataset.act = state.botAlive ? 'kill' : 'start';
    if (state.revision !== shownRevision) {
      shownRevision = state.revision;
      await drawPeople();
      await drawMessages();
    }
    if (state.wire > shownWire) await drawWire();
  } catch (e) {
    $('bot').textContent = '模拟器没有回答';
  }
}

$('say').onsubmit = async (event) => {
  event.preventDefault();
  const text = $('text').value;
  if (!text.trim()) return;
  $('text').value = '';
  const result = await post('/api/say', {person: current, text, replyTo});
  cancelReply();
  if (result.problem || !result.delivered) toast(result.problem || '机器人没有收到，稍后会再送');
  refresh();
};
$('picture').onchange = async () => {
  const file = $('picture').files[0];
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const result = await post('/api/picture', {person: current, base64: btoa(binary), replyTo});
  cancelReply();
  $('picture').value = '';
  if (result.problem) toast(result.problem);
  refresh();
};
for (const node of document.querySelectorAll('[data-advance]')) {
  node.onclick = async () => { const result = await post('/api/clock', {advance: node.dataset.advance}); if (result.problem) toast(result.problem); refresh(); };
}
$('bot-switch').onclick = async () => {
  $('bot-switch').disabled = true;
  const result = await post('/api/bot', {act: $('bot-switch').dataset.act});
  $('bot-switch').disabled = false;
  if (result.problem) toast(result.problem);
  refresh();
};
refresh();
setInterval(refresh, 1000);
