// Pictures and people in a card.
import { avatar } from '../avatar.js';
import { t } from '../i18n.js';
import { html, look, nothing } from '../lit.js';
import { picture } from '../picture.js';
import { nameOf } from '../store.js';
import { localized } from '../summary.js';
import { radius } from './style.js';

const FITS = { crop_center: 'crop', crop_top: 'crop top', fit_horizontal: 'whole' };
const SIZES = { large: '160px', medium: '80px', small: '40px', tiny: '16px', stretch: '100%', stretch_without_padding: '100%' };

function img(node) {
  const alt = localized(node.alt) || localized(node.title) || t('message.image');
  const key = localized(node, 'img_key');
  const px = /^(\d{1,3}px) (\d{1,3}px)$/.exec(node.size ?? '');
  const side = SIZES[node.size];
  const looks = px ? { width: px[1], height: px[2] } : side && side !== '100%' ? { width: side, height: side } : {};
  return html`<figure class="card-picture" ${look({ ...looks, '--corner': radius(node.corner_radius) })}>
    ${picture(key, alt, { fit: FITS[node.scale_type] ?? 'whole', plain: node.preview === false })}
    ${node.title ? html`<figcaption class="text">${localized(node.title)}</figcaption>` : nothing}</figure>`;
}

function imgCombination(node) {
  const list = Array.isArray(node.img_list) ? node.img_list : [];
  const mode = ['double', 'triple', 'bisect', 'trisect'].includes(node.combination_mode) ? node.combination_mode : 'bisect';
  return html`<div class="combination ${mode}" ${look({ '--corner': radius(node.corner_radius) })}>
    ${list.map((item) => picture(localized(item, 'img_key'), t('message.image'), { fit: 'crop' }))}</div>`;
}

const one = (id, node) => {
  const name = nameOf(id);
  const showAvatar = node.show_avatar !== false;
  const showName = node.show_name !== false || !showAvatar;
  return html`<span class="person ${node.style === 'capsule' ? 'capsule' : ''}">
    ${showAvatar ? avatar(name, 'tiny') : nothing}${showName ? html`<bdi>${name}</bdi>` : html`<bdi class="visually-hidden">${name}</bdi>`}</span>`;
};

const person = (node) => one(String(node.user_id ?? ''), node);

const personList = (node) =>
  html`<div class="person-list">${(Array.isArray(node.persons) ? node.persons : []).map((item) => one(String(item.id ?? ''), node))}</div>`;

export const media = { img, img_combination: imgCombination, person, person_list: personList };
