import { act } from 'preact/test-utils';
import { settle } from './fake-world';

/** Fields by their labels, outputs by theirs. */
export function handle(page: HTMLElement) {
  const fieldOf = (label: string) => {
    const found = [...page.querySelectorAll('label')].find((each) => each.textContent?.includes(label));
    const field = found?.querySelector('input') ?? (found?.htmlFor ? document.getElementById(found.htmlFor) : null);
    if (!field) throw new Error(`no field ${label} in ${page.textContent}`);
    return field as HTMLInputElement;
  };
  const fill = async (label: string, value: string) => {
    const field = fieldOf(label);
    await act(async () => {
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    });
    await settle();
  };
  const click = async (label: string) => {
    const found = [...page.querySelectorAll('button')].find(
      (each) => each.textContent === label || each.getAttribute('aria-label') === label,
    );
    if (!found) throw new Error(`no button ${label}`);
    await act(async () => found.click());
    await settle();
  };
  const check = async (label: string) => {
    await act(async () => fieldOf(label).click());
    await settle();
  };
  const outputs = () =>
    Object.fromEntries(
      [...page.querySelectorAll('.ts-out')].map((out) => [
        out.querySelector('.strong')?.textContent ?? '',
        out.querySelector('pre')?.textContent ?? '',
      ]),
    );
  const troubleOf = (label: string) => {
    const field = fieldOf(label);
    const words = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    return field.getAttribute('aria-invalid') === 'true' ? words : undefined;
  };
  return { page, fieldOf, fill, click, check, outputs, troubleOf };
}
