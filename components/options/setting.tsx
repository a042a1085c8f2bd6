import type { ComponentChildren } from 'preact';

interface SettingProps {
  readonly title: ComponentChildren;
  readonly note: ComponentChildren;
  /** A class for how the row lies. */
  readonly lies?: string | undefined;
  /** Names the title, and with `-note` the note, for what is chosen beside them. */
  readonly id?: string;
  readonly children?: ComponentChildren;
}

/** A row of the settings: what it is about, what follows from it, and beside it what can be done. */
export function Setting({ title, note, lies, id, children }: SettingProps) {
  return (
    <div class={lies ? `setting ${lies}` : 'setting'}>
      <div class="grow">
        <p class="strong" id={id}>
          {title}
        </p>
        <p class="small muted" id={id && `${id}-note`}>
          {note}
        </p>
      </div>
      {children}
    </div>
  );
}
