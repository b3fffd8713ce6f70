import type { Page } from '@playwright/test';

/**
 * What is wrong with the layout of a page, one line for each fault: text under `leastPx`, and text that is cut
 * through by an edge. Text may end in an ellipsis after enough of it, scroll, or be left out whole; half a letter is a
 * fault.
 */
export async function layoutFaults(page: Page, leastPx: number): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const faults = new Set<string>();
    const nameOf = (text: string): string => JSON.stringify(text.trim().slice(0, 60));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const element = node.parentElement;
      if (element === null || text.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (boxes.length === 0) continue;
      const px = Number.parseFloat(getComputedStyle(element).fontSize);
      if (px < least - 0.05) faults.add(`${px} px, at least ${least}: ${nameOf(text)}`);
      for (const box of boxes) if (isCut(element, box)) faults.add(`cut: ${nameOf(text)}`);
    }
    return [...faults];

    function isCut(element: Element, box: DOMRect): boolean {
      let dotsAcross = false;
      let dotsDown = false;
      for (let above: Element | null = element; above !== null; above = above.parentElement) {
        const style = getComputedStyle(above);
        dotsAcross ||= style.textOverflow === 'ellipsis';
        dotsDown ||= style.webkitLineClamp !== 'none';
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge =
          above === document.body
            ? new DOMRect(0, 0, innerWidth, innerHeight)
            : above.getBoundingClientRect();
        // Seen by a screen reader alone.
        if (edge.width <= 1) return false;
        const isOut =
          box.right <= edge.left + 1 ||
          box.left >= edge.right - 1 ||
          box.bottom <= edge.top + 4 ||
          box.top >= edge.bottom - 4;
        if (isOut) return false;
        const overX = Math.max(edge.left - box.left, box.right - edge.right);
        const overY = Math.max(edge.top - box.top, box.bottom - edge.bottom);
        if (overX > box.width * 0.85) return true;
        if (overX > 1.5 && !dotsAcross && !dotsDown && !['auto', 'scroll'].includes(style.overflowX))
          return true;
        // A line box is a little higher than its letters.
        if (overY > box.height * 0.2 && !dotsDown && !['auto', 'scroll'].includes(style.overflowY))
          return true;
        if (['auto', 'scroll'].includes(style.overflowY)) return false;
      }
      return false;
    }
  }, leastPx);
}
