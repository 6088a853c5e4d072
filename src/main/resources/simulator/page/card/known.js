// The properties this page draws, or that have no look. A property that is missing here gets a grey box with its name.
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';

const EVERY = 'tag element_id margin';
const BOX = 'direction padding horizontal_spacing horizontal_align vertical_spacing vertical_align elements';
const CONTROL = 'name required disabled width behaviors confirm placeholder value';

const KNOWN = Object.fromEntries(Object.entries({
  card: 'schema config header body card_link',
  header: 'title subtitle template text_tag_list icon padding',
  markdown: 'content i18n_content text_size text_align icon',
  div: 'text fields icon width',
  hr: '',
  img: 'img_key i18n_img_key alt title scale_type size preview corner_radius transparent',
  img_combination: 'combination_mode img_list corner_radius combination_transparent',
  person: 'user_id size show_avatar show_name style',
  person_list: 'persons size show_name show_avatar lines drop_invalid_user_id icon',
  column_set: 'flex_mode horizontal_spacing horizontal_align background_style columns',
  column: `width weight background_style ${BOX}`,
  collapsible_panel: `expanded header border background_color ${BOX}`,
  interactive_container: `name width height background_style has_border border_color corner_radius behaviors disabled
    disabled_tips confirm hover_tips ${BOX}`,
  form: `name ${BOX}`,
  chart: 'aspect_ratio color_theme height preview chart_spec',
  table: 'columns rows page_size row_height row_max_height header_style freeze_first_column',
  input: `label label_position default_value i18n_default_value max_length input_type rows auto_resize max_rows show_icon ${CONTROL}`,
  select_static: `options initial_option type ${CONTROL}`,
  multi_select_static: `options selected_values type ${CONTROL}`,
  select_person: `options initial_option type ${CONTROL}`,
  multi_select_person: `options selected_values type ${CONTROL}`,
  date_picker: `initial_date ${CONTROL}`,
  picker_time: `initial_time ${CONTROL}`,
  picker_datetime: `initial_datetime ${CONTROL}`,
  checker: `text checked overall_checkable button_area checked_style padding disabled_tips hover_tips ${CONTROL}`,
  select_img: `options multi_select layout aspect_ratio can_preview style disabled_tips ${CONTROL}`,
  overflow: `options ${CONTROL}`,
  button: `text type size icon hover_tips disabled_tips form_action_type ${CONTROL}`,
}).map(([tag, names]) => [tag, new Set(`${EVERY} ${names}`.split(/\s+/))]));

/** Every component and property by name; a test compares it with what the simulator lets a bot send. */
export const knownProperties = () => KNOWN;

export const notDrawn = (sentence) => html`<p class="not-drawn" data-testid="not-drawn">${sentence}</p>`;

export function unknownProperties(tag, node) {
  const known = KNOWN[tag];
  if (!known) return nothing;
  const strange = Object.keys(node).filter((name) => !known.has(name));
  return strange.length ? notDrawn(t('card.unknown-property', { what: strange.map((name) => `${tag}.${name}`).join(', ') })) : nothing;
}
