import type { IconName } from './drawings';
import { Icon } from './glyph';

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  /** The key that does the same, shown in the tooltip. */
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

/** A square button with a picture: its label is its name and its tooltip. */
export function Tool({ icon, label, hint, pressed, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={hint === undefined ? label : `${label} (${hint})`}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
