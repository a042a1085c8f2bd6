import { useState } from 'preact/hooks';
import type { AccountView } from '../../lib/store/read';
import { useLazy } from '../lazy';

const loadDialog = () => import('./sign-in-dialog');

/** Shows the picture of one of these accounts, by its id. */
export function useSignInDialog(views: readonly AccountView[]) {
  const [shown, setShown] = useState<number>();
  const SignInDialog = useLazy(shown !== undefined, loadDialog);
  const dialog = shown !== undefined && SignInDialog && (
    <SignInDialog
      key={shown}
      view={views.find(({ account }) => account.id === shown)}
      onClose={() => setShown(undefined)}
    />
  );
  return { showPicture: setShown, dialog };
}
