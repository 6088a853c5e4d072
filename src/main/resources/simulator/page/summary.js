// One line for a message, as the chat list and a quote show it.
import { t, wireLang } from './i18n.js';

/** The text in the visitor's language, where the card carries one. */
export function localized(node, property = 'content') {
  const translations = node?.[`i18n_${property}`];
  const text = translations && typeof translations === 'object' ? translations[wireLang()] : undefined;
  const found = text ?? node?.[property];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export function messageLine(message) {
  const content = message.content ?? {};
  switch (message.type) {
    case 'text':
      return String(content.text ?? '').slice(0, 200);
    case 'image':
      return t('message.image');
    case 'file':
      return t('message.file', { name: String(content.file_name ?? '').slice(0, 80) });
    case 'card':
      return cardTitle(message);
    case 'recalled':
      return t('message.recalled');
    default:
      return t('message.unknown', { type: String(message.type).slice(0, 40) });
  }
}

export function cardTitle(message) {
  const card = message.content ?? {};
  // DingTalk's line of the chat list comes beside the card, not in it.
  const beside = typeof card.summary === 'string' ? card.summary || card.title : '';
  const text = beside || localized(card.config?.summary) || localized(card.header?.title) || t('message.card');
  return text.slice(0, 200);
}
