// The two platforms a person has a phone of. A chat is named after its owner: by the name alone on Feishu, with a prefix
// on DingTalk, and with a suffix for the group as that person has it, so that everything kept by owner (messages, unread,
// what is typed) is kept apart.
import { t } from './i18n.js';

const PREFIX = 'dingtalk:';
const GROUP = '#group';

export const PLATFORMS = ['feishu', 'dingtalk'];

/** What the bot is called in chats, and mentioned by in groups. */
export const BOT = '接力';

export const isDingTalk = (owner) => owner.startsWith(PREFIX);

export const isGroup = (owner) => owner.endsWith(GROUP);

export const nameIn = (owner) => privateOf(isDingTalk(owner) ? owner.slice(PREFIX.length) : owner);

export const ownerOn = (platform, name) => (platform === 'dingtalk' ? PREFIX + name : name);

/** What a phone is called: 销售小王的手机, or 销售小王的钉钉. */
export const phoneLabel = ({ name, person }) => t(isDingTalk(person) ? 'phone.dingtalk' : 'phone.label', { person: name });

export const groupOf = (owner) => privateOf(owner) + GROUP;

export const privateOf = (owner) => (isGroup(owner) ? owner.slice(0, -GROUP.length) : owner);

export const platformOf = (owner) => (isDingTalk(owner) ? 'dingtalk' : 'feishu');
