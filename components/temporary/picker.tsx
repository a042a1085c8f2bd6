import { useId } from 'preact/hooks';
import { Select } from '../parts/select';

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
      <Select id={id} value={value} options={options} choose={choose} />
      {note && <p class="small muted">{note}</p>}
    </div>
  );
}
