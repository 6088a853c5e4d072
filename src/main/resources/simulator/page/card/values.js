// What the controls of a card hold before anybody touches them, in the words of the wire.
import { localized } from '../summary.js';

const INITIAL = {
  input: (node) => localized(node, 'default_value'),
  select_static: (node) => text(node.initial_option),
  select_person: (node) => text(node.initial_option),
  multi_select_static: (node) => list(node.selected_values),
  multi_select_person: (node) => list(node.selected_values),
  date_picker: (node) => moment(node.initial_date, 10),
  picker_time: (node) => moment(node.initial_time, 5),
  picker_datetime: (node) => moment(node.initial_datetime, 16),
  checker: (node) => node.checked === true,
  select_img: (node) => (node.multi_select ? [] : ''),
};

const text = (value) => (typeof value === 'string' ? value : '');
const list = (value) => (Array.isArray(value) ? value.map(String) : []);
/** Without the offset that Feishu adds. */
const moment = (value, length) => text(value).slice(0, length);

export const isControl = (node) => Boolean(node) && Object.hasOwn(INITIAL, node.tag ?? '');

export const initial = (node) => INITIAL[node.tag](node);
