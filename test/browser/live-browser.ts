import type { BrowserName } from './builds';

/**
 * A browser with the extension installed, as far as Chromium and Firefox are alike. Origins are match patterns
 * ("http://shop.test/*").
 */
export interface LiveBrowser {
  readonly name: BrowserName;
  readonly version: string;
  /** Of the extension's pages, without a slash at the end. */
  readonly origin: string;
  /**
   * Evaluates an expression in a bare page of the extension: all of its APIs and its storage, none of its code. Takes
   * text, since functions carry what a compiler wrote into them; the value must be plain data.
   */
  run<T>(expression: string): Promise<T>;
  /** A person's yes in advance: the extension's own request, made by a click, is then granted without a prompt. */
  approve(origins: readonly string[]): Promise<void>;
  /** Gives the extension these hosts now. */
  grant(origins: readonly string[]): Promise<void>;
  /** Takes hosts away, as the browser's own settings page does. */
  revoke(origins: readonly string[]): Promise<void>;
  /** What the toolbar badge shows, '' where it is empty. */
  badge(): Promise<string>;
  /** Something that differs from one start of the background to the next; undefined while it is stopped. */
  workerBoot(): Promise<string | undefined>;
  /** Kills the background (service worker, event page) and throws unless it is certainly dead. */
  stopWorker(): Promise<void>;
  /** Uncaught errors, rejections and console errors of every context so far, each with where it came from. */
  errors(): readonly string[];
  close(): Promise<void>;
}
