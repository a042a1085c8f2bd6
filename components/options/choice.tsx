import type { ComponentChildren } from 'preact';
import { Select, type SelectProps } from '../parts/select';
import { Setting } from './setting';

interface ChoiceProps<V extends string | number> extends Pick<SelectProps<V>, 'value' | 'options' | 'choose'> {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** A class for how the row lies. */
  readonly lies?: string;
  /** Stands around the choice itself. */
  readonly before?: ComponentChildren;
  readonly after?: ComponentChildren;
}

/** A row of the settings: what is chosen, what follows from it, and the choice. Nothing to save: it holds at once. */
export function Choice<V extends string | number>(props: ChoiceProps<V>) {
  const { id, title, note, lies, before, after, ...select } = props;
  return (
    <Setting id={id} title={title} note={note} lies={lies}>
      {before}
      <Select {...select} aria-labelledby={id} aria-describedby={`${id}-note`} />
      {after}
    </Setting>
  );
}
