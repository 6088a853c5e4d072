/** The address if it leads to the web, otherwise nothing: a card's text must not run as a script. */
export const webLink = (url) => (typeof url === 'string' && url.length < 4000 && /^https?:\/\/[^\s]+$/i.test(url) ? url : '');
