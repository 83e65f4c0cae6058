/**
 * Reads the colors of custom properties as they are in force at an element. Their text may be
 * `light-dark(…)`, which a canvas does not take, so an element that is not seen computes them.
 */
export function colorsOf(element: HTMLElement): (property: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  return (property) => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
}

/** Calls the listener when the scheme of colors changes, until the returned function is called. */
export function onSchemeChange(listener: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(listener);
  media.addEventListener('change', listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', listener);
    observer.disconnect();
  };
}
