import { Component, type ComponentType, createElement, type FunctionComponent } from 'preact';

/**
 * Draws again only when a property is another value. preact/compat has the same and a lot more that a popup would pay
 * for at every opening.
 */
export function memo<P extends object>(Inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>;
      return [...keys].some((key) => this.props[key as keyof typeof this.props] !== next[key]);
    }
    override render() {
      return createElement(Inner, this.props as P);
    }
  };
}
