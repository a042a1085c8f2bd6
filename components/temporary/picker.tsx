import { useId } from 'preact/hooks';
import { Icon } from '../parts/glyph';

interface PickerProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: ReadonlyArray<readonly [T, string]>;
  readonly choose: (value: T) => void;
  readonly note?: string | undefined;
}

/** A labelled choice of one among few. */
export function Picker<T extends string>({ label, value, options, choose, note }: PickerProps<T>) {
  const id = useId();
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      <span class="select">
        <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value as T)}>
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      {note && <p class="small muted">{note}</p>}
    </div>
  );
}
