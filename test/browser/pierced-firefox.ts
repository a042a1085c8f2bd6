import type { LiveFirefox } from './firefox';

/** A node as BiDi writes it, closed shadow roots included. */
interface Remote {
  readonly value?: {
    readonly localName?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly Remote[];
    readonly shadowRoot?: Remote | null;
  };
}

/** What a screen reader says of each button of the page at this address, frames left out, in the page's order. */
export async function shownLabels(browser: LiveFirefox, address: string): Promise<string[]> {
  const empty = `[...document.querySelectorAll('span:empty')]`;
  const nodes = await browser.pierce<readonly Remote[]>(address, empty);
  return nodes.flatMap(({ value }) => labelsIn(value?.shadowRoot));
}

function labelsIn(node: Remote | null | undefined): string[] {
  const { localName, attributes, children = [] } = node?.value ?? {};
  const label = localName === 'svg' ? attributes?.['aria-label'] : undefined;
  return [...(label === undefined ? [] : [label]), ...children.flatMap(labelsIn)];
}
