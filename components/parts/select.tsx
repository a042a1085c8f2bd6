import type { JSX } from 'preact';
import { Icon } from './glyph';

type Native = JSX.IntrinsicElements['select'];

export interface SelectProps<V extends string | number>
  extends Pick<Native, 'id' | 'aria-label' | 'aria-labelledby' | 'aria-describedby'> {
  /** Undefined while it is not known: then nothing can be chosen. */
  readonly value: V | undefined;
  readonly options: ReadonlyArray<readonly [value: V, words: string]>;
  readonly choose: (value: V) => void;
  /** A class for where it stands. */
  readonly place?: string;
}

/** The browser's own select under our looks: it works with every keyboard and screen reader, and in a popup. */
export function Select<V extends string | number>({ value, options, choose, place = '', ...rest }: SelectProps<V>) {
  return (
    <span class={`select ${place}`}>
      <select
        {...rest}
        disabled={value === undefined}
        value={String(value ?? '')}
        onChange={({ currentTarget }) => {
          const chosen = options.find(([one]) => String(one) === currentTarget.value);
          if (chosen) choose(chosen[0]);
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={String(one)}>
            {words}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
