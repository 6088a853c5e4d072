// Before the first paint: the theme and the language chosen last time, so that nothing flashes.
(function () {
  'use strict';
  let prefs = {};
  try {
    prefs = JSON.parse(localStorage.getItem('relay.prefs') || '{}');
  } catch {
    // A blocked or broken store only costs the remembered choice.
  }
  if (prefs.theme === 'light' || prefs.theme === 'dark') document.documentElement.dataset.theme = prefs.theme;
  if (prefs.lang === 'en-US') document.documentElement.lang = 'en-US';
  if (prefs.side === false) document.documentElement.dataset.side = 'closed';
})();
