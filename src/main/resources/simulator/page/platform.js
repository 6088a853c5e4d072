// The two platforms a person has a phone of. A chat is named after its owner: by the name alone on Feishu, with a prefix
// on DingTalk, so that everything kept by owner (messages, unread, what is typed) is kept twice.
import { t } from './i18n.js';

const PREFIX = 'dingtalk:';

export const PLATFORMS = ['feishu', 'dingtalk'];

export const isDingTalk = (owner) => owner.startsWith(PREFIX);

export const nameIn = (owner) => (isDingTalk(owner) ? owner.slice(PREFIX.length) : owner);

export const ownerOn = (platform, name) => (platform === 'dingtalk' ? PREFIX + name : name);

/** What a phone is called: 销售小王的手机, or 销售小王的钉钉. */
export const phoneLabel = ({ name, person }) => t(isDingTalk(person) ? 'phone.dingtalk' : 'phone.label', { person: name });

export const platformOf = (owner) => (isDingTalk(owner) ? 'dingtalk' : 'feishu');
