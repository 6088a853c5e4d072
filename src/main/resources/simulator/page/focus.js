// Where the focus goes when what had it is taken away: onto what stands in its place. A browser would put it nowhere,
// and who works with keys or a screen reader would begin at the top of the page again.

const canBeSeen = (node) => node.getClientRects().length > 0;

/** The first thing below root that can be used now. */
export const firstToUse = (root, wanted = 'button, input, select, textarea, [tabindex]') =>
  [...(root?.querySelectorAll(wanted) ?? [])].find((node) => !node.disabled && canBeSeen(node));

/**
 * Draws root.
 *
 * @param instead asked before the drawing with the element that has the focus; answers with a function that finds, after
 *     it, what gets the focus if that element is gone, or with nothing if the focus is somebody else's care
 */
export function keepingFocus(root, draw, instead) {
  const was = document.activeElement;
  const place = was !== document.body && root.contains(was) ? instead(was) : null;
  draw();
  if (place && !(was.isConnected && !was.disabled && canBeSeen(was))) place()?.focus({ preventScroll: true });
}
