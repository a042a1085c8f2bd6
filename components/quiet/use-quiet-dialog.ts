import { useLazy } from '../lazy';

const loadDialog = () => import('./quiet-dialog');

/** The question for how long; undefined until its code is there. */
export function useQuietDialog(wanted: boolean) {
  return useLazy(wanted, loadDialog);
}
