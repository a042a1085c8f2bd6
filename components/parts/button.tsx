import type { JSX } from 'preact';

interface ButtonProps extends Omit<JSX.IntrinsicElements['button'], 'type' | 'class' | 'ref'> {
  /** `main`, `danger`, `mini`, `big`, or two of them. */
  readonly look?: string;
}

/** A button that acts where it stands; what sends a form is a `button` of its own. */
export function Button({ look, ...rest }: ButtonProps) {
  return <button type="button" class={look ? `btn ${look}` : 'btn'} {...rest} />;
}
