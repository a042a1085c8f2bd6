import type { Page } from 'playwright-core';
import type { LiveChromium } from './chromium';

/** A button as it stands in the page, read through its closed root by the debugger. */
export interface ShownButton {
  readonly number: string;
  /** What a screen reader says. */
  readonly label: string;
}

interface Node {
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
  readonly contentDocument?: Node;
}

export async function shownButtons(browser: LiveChromium, page: Page): Promise<ShownButton[]> {
  const connection = await browser.context.newCDPSession(page);
  try {
    const { root } = (await connection.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node };
    return labelsIn(root, false).map((label) => ({ label, number: /\d{5,11}/.exec(label)?.[0] ?? '' }));
  } finally {
    await connection.detach();
  }
}

export async function shownNumbers(browser: LiveChromium, page: Page): Promise<string[]> {
  return (await shownButtons(browser, page)).map(({ number }) => number);
}

/** Labels of drawings in shadow roots. */
function labelsIn(node: Node, inRoot: boolean): string[] {
  const label = inRoot && node.nodeName === 'svg' ? attribute(node, 'aria-label') : undefined;
  const inside = [...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])];
  return [
    ...(label === undefined ? [] : [label]),
    ...inside.flatMap((child) => labelsIn(child, inRoot)),
    ...(node.shadowRoots ?? []).flatMap((root) => labelsIn(root, true)),
  ];
}

function attribute({ attributes = [] }: Node, name: string): string | undefined {
  const at = attributes.indexOf(name);
  return at < 0 ? undefined : attributes[at + 1];
}
