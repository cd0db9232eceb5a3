// Runs before the first paint, so that a dark page never flashes white. Kept apart from the
// bundle because the content security policy allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('cronmon.theme');
  } catch {
    // no storage: the system's choice holds
  }
  var dark =
    chosen === 'dark' ||
    (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
