/**
 * Remember computed styles until the document changes. jsdom works each out anew at every call, through all rules of all
 * sheets, and roles, names, menus and axe ask for those of the same elements again and again: half of the time of a test.
 */
export function rememberComputedStyles(): void {
  // Not the same object as `window`, which stands for the global scope of Node in tests.
  const view = document.defaultView!;
  const compute = view.getComputedStyle.bind(view);
  let known = new WeakMap<Element, CSSStyleDeclaration>();
  const forget = () => {
    known = new WeakMap();
  };
  const changes = new MutationObserver(forget);
  changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const remembered: typeof compute = (element, pseudo) => {
    if (pseudo || !element.isConnected) return compute(element, pseudo);
    // What has changed since the last call is told at once; the observer alone would wait for the end of the task.
    if (changes.takeRecords().length > 0) forget();
    const style = known.get(element) ?? compute(element);
    known.set(element, style);
    return style;
  };
  view.getComputedStyle = remembered;
  window.getComputedStyle = remembered;
}
