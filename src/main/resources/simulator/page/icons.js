// Line icons, 24 × 24, drawn with the text's colour. Hidden from screen readers: the control beside them has the words.
import { html, svg } from './lit.js';

const draw = (inner) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${inner}</svg>`;

export const icons = {
  logo: () => html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" class="logo-ground"></rect>
    <path d="M7 21.5 18.5 10" class="logo-baton"></path><path d="M16 22.5 25 13.5" class="logo-shade"></path></svg>`,
  clock: () => draw(svg`<circle cx="12" cy="12" r="9"></circle><path d="M12 7v5l3.5 2"></path>`),
  bolt: () => draw(svg`<path d="M13 3 5 13.5h6L10 21l9-11.5h-6.5z"></path>`),
  power: () => draw(svg`<path d="M12 3v8"></path><path d="M6.3 6.8a8 8 0 1 0 11.4 0"></path>`),
  restart: () => draw(svg`<path d="M20 11a8 8 0 1 0-2.3 6.3"></path><path d="M20 5v6h-6"></path>`),
  play: () => draw(svg`<path d="M8 5.5v13l10.5-6.5z"></path>`),
  pause: () => draw(svg`<path d="M8.5 5.5v13M15.5 5.5v13"></path>`),
  stop: () => draw(svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5"></rect>`),
  walk: () => draw(svg`<circle cx="13" cy="4.5" r="1.8"></circle><path d="M13 8.5 9.5 11v3.5M13 8.5l.5 6 3 3 1 3.5M13.5 14.5 10 17l-2 4M13 8.5l2 3 3 1"></path>`),
  broom: () => draw(svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5"></path>`),
  globe: () => draw(svg`<circle cx="12" cy="12" r="9"></circle><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"></path>`),
  sun: () => draw(svg`<circle cx="12" cy="12" r="4"></circle><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"></path>`),
  moon: () => draw(svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"></path>`),
  half: () => draw(svg`<circle cx="12" cy="12" r="8.5"></circle><path class="solid" d="M12 3.5a8.5 8.5 0 0 1 0 17z"></path>`),
  camera: () => draw(svg`<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"></path><circle cx="12" cy="13" r="3.5"></circle>`),
  clip: () => draw(svg`<path d="m19.5 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5l7.5-7.5"></path>`),
  people: () => draw(svg`<circle cx="9" cy="8.5" r="3"></circle><path d="M3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M15.5 6a3 3 0 0 1 0 5.5M17 14.3c2 .6 3.5 2.3 3.5 4.7"></path>`),
  send: () => draw(svg`<path d="M4 12 20 4l-5 16-3.5-6.5z"></path>`),
  reply: () => draw(svg`<path d="M9.5 6 4 11.5 9.5 17"></path><path d="M4.5 11.5H14a6 6 0 0 1 6 6V19"></path>`),
  close: () => draw(svg`<path d="M6 6l12 12M18 6 6 18"></path>`),
  down: () => draw(svg`<path d="m6 9.5 6 6 6-6"></path>`),
  right: () => draw(svg`<path d="m9.5 6 6 6-6 6"></path>`),
  left: () => draw(svg`<path d="m14.5 6-6 6 6 6"></path>`),
  more: () => draw(svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" class="dots"></path>`),
  flow: () => draw(svg`<circle cx="6" cy="5.5" r="2.2"></circle><circle cx="6" cy="18.5" r="2.2"></circle><circle cx="17.5" cy="12" r="2.2"></circle><path d="M6 7.7v8.6M8 6.5l7.5 4.3M8 17.5l7.5-4.3"></path>`),
  panel: () => draw(svg`<rect x="3.5" y="5" width="17" height="14" rx="2"></rect><path d="M14.5 5v14"></path>`),
  copy: () => draw(svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"></rect><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"></path>`),
  link: () => draw(svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1"></path><path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"></path>`),
  download: () => draw(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15"></path>`),
  check: () => draw(svg`<path d="m5 12.5 4.5 4.5L19 7.5"></path>`),
  file: () => draw(svg`<path d="M6 3.5h8l4.5 4.5v12.5H6z"></path><path d="M14 3.5V8h4.5"></path>`),
  menu: () => draw(svg`<path d="M4.5 7h15M4.5 12h15M4.5 17h15"></path>`),
  flag: () => draw(svg`<path d="M6 21V4.5h12l-2.5 4 2.5 4H6"></path>`),
};
