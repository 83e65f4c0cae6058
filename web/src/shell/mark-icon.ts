/** Marks the icon of the tab while something is wrong, or takes the mark away. */
export function markIcon(isMarked: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  link?.setAttribute('href', `${import.meta.env.BASE_URL}icon${isMarked ? '-alert' : ''}.svg`);
}
