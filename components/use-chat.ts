import { useEffect } from 'preact/hooks';
import { useLazy } from './lazy';

const loadChat = () => import('./chat/chat');
/** The list has been painted by then, and nobody has read a line of it. */
const restMs = 300;

/** What a click on a row wants is fetched while the person looks at the list, which was there first. */
export function useChat(wanted: boolean) {
  useEffect(() => {
    const rest = setTimeout(() => void loadChat(), restMs);
    return () => clearTimeout(rest);
  }, []);
  return useLazy(wanted, loadChat);
}
