// A card's own looks, read strictly: what does not fit the form is left out, never passed on.
const FAMILIES = new Set(['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple', 'indigo', 'grey', 'lime', 'neutral']);
const SPACES = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' };
const PX = /^-?\d{1,3}px( -?\d{1,3}px){0,3}$/;
const RGBA = /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(,\s*[\d.]{1,5}\s*)?\)$/;

/** A class for one of the named colours. */
export function family(name) {
  const base = String(name ?? '').split('-')[0];
  return FAMILIES.has(base) ? `f-${base}` : 'f-default';
}

export const isFamily = (name) => FAMILIES.has(String(name ?? '').split('-')[0]);

export function space(value) {
  if (typeof value !== 'string') return undefined;
  return SPACES[value] ?? (PX.test(value) ? value : undefined);
}

/** A text colour by name, or an rgba() as the card says it. */
export function color(value) {
  if (typeof value !== 'string') return undefined;
  if (RGBA.test(value)) return value;
  const base = value.split('-')[0];
  if (base === 'white') return '#fff';
  return FAMILIES.has(base) ? `var(--fg-${base})` : undefined;
}

/** A ground colour by name: pale, as the app has it. */
export function ground(value) {
  if (typeof value !== 'string' || value === 'default') return undefined;
  if (RGBA.test(value)) return value;
  const base = value.split('-')[0];
  if (base === 'laser') return 'linear-gradient(100deg, var(--bg-purple), var(--bg-blue))';
  return FAMILIES.has(base) ? `var(--bg-${base})` : undefined;
}

export const radius = (value) => (typeof value === 'string' && /^\d{1,3}(px|%)$/.test(value) ? value : undefined);

export const width = (value) => (typeof value === 'string' && /^\d{1,3}(px|%)$/.test(value) ? value : undefined);

const ALIGN = { left: 'flex-start', center: 'center', right: 'flex-end', top: 'flex-start', bottom: 'flex-end' };

export const align = (value) => ALIGN[value];

const SIZES = new Set(['heading', 'heading-0', 'heading-1', 'heading-2', 'heading-3', 'heading-4', 'normal', 'notation', 'xxxx-large', 'xxx-large', 'xx-large', 'x-large', 'large', 'medium', 'small', 'x-small']);

/** A class for the size of a text. */
export const textSize = (value) => (SIZES.has(value) ? `size-${value}` : '');

export const textAlign = (value) => (value === 'center' || value === 'right' ? `to-${value}` : '');

/** The looks of a box: spacing, direction, alignment. */
export function box(node) {
  const across = node.direction === 'horizontal';
  return {
    padding: space(node.padding),
    'flex-direction': across ? 'row' : undefined,
    'flex-wrap': across ? 'wrap' : undefined,
    gap: space(across ? node.horizontal_spacing : node.vertical_spacing),
    'align-items': across ? align(node.vertical_align) : align(node.horizontal_align),
    'justify-content': across ? align(node.horizontal_align) : align(node.vertical_align),
  };
}
