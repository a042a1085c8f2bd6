import type { Browser } from 'puppeteer-core';

/** Firefox's own privileged scripts, reached over BiDi: what an extension's pages cannot see or do to themselves. */
export class FirefoxSystem {
  private constructor(
    private readonly browser: Browser,
    private readonly window: string,
    private readonly extensionId: string,
  ) {}

  static async reach(browser: Browser, extensionId: string): Promise<FirefoxSystem> {
    const tree = await askBidi<{ contexts: ReadonlyArray<{ context: string }> }>(browser, 'browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    const [first] = tree.contexts;
    if (!first) throw new Error('Firefox shows no window of its own');
    return new FirefoxSystem(browser, first.context, extensionId);
  }

  /** Runs a function body in which `extension` is the parent's view of ours; it returns plain data. */
  async run<T>(body: string): Promise<T | undefined> {
    const expression = `(async () => {
      const id = ${JSON.stringify(this.extensionId)};
      const extension = WebExtensionPolicy.getByID(id).extension;
      return JSON.stringify(await (async () => { ${body} })());
    })()`;
    const answer = await askBidi<Evaluated>(this.browser, 'script.evaluate', {
      expression,
      target: { context: this.window },
      awaitPromise: true,
    });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'Firefox refused a script');
    return answer.result?.value === undefined ? undefined : (JSON.parse(answer.result.value) as T);
  }
}

interface Evaluated {
  readonly type: string;
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** puppeteer types the standard's commands only, and these reach into Firefox itself. */
export async function askBidi<T>(browser: Browser, method: string, params: object): Promise<T> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: unknown }> };
  };
  return (await connection.send(method, params)).result as T;
}
