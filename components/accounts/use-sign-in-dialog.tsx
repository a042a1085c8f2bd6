import { useState } from 'preact/hooks';
import type { AccountView } from '../../lib/store/read';
import { useLazy } from '../lazy';

const loadDialog = () => import('./sign-in-dialog');

/** Shows the picture of one of these accounts, by its id: once it is among them, as one just added is not at first. */
export function useSignInDialog(views: readonly AccountView[]) {
  const [shown, setShown] = useState<number>();
  const SignInDialog = useLazy(shown !== undefined, loadDialog);
  const view = views.find(({ account }) => account.id === shown);
  const dialog = view && SignInDialog && <SignInDialog key={shown} view={view} onClose={() => setShown(undefined)} />;
  return { showPicture: setShown, dialog };
}
