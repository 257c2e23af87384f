// Runs before Gradio's own scripts. Each part of Gradio's (6.31) page counts the seconds for which it
// has been waiting, in every frame, shown or not; one such count, of the page's own loading, goes on
// for as long as the tab is open. Its module takes requestAnimationFrame once, when it is read: it
// is given a clock that ticks four times a second. Everything else gets the browser's own.
(() => {
  const own = window.requestAnimationFrame;
  const seldom = (call) => setTimeout(() => call(performance.now()), 250);
  const give = (value) =>
    Object.defineProperty(window, "requestAnimationFrame", {
      value, writable: true, configurable: true, enumerable: true,
    });
  Object.defineProperty(window, "requestAnimationFrame", {
    get() {
      if (!/statustracker/i.test(new Error().stack)) return own;
      give(own);
      return seldom;
    },
    set: give,
    configurable: true,
    enumerable: true,
  });
  // Should the module have another name one day, nothing is left behind.
  addEventListener("load", () => setTimeout(() => give(window.requestAnimationFrame), 10000));
})();
