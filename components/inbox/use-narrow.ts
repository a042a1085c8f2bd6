import { useEffect, useState } from 'preact/hooks';

/** Under this width there is one column; inbox.css says the same number. */
const oneColumn = '(max-width: 679px)';

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(oneColumn).matches);
  useEffect(() => {
    const query = matchMedia(oneColumn);
    const follow = () => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
}
