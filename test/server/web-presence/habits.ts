/** How the status service behaved at other times; the control port switches these for everybody. */
export const WEB_PRESENCE_HABITS = [
  { name: 'getonline-gone', does: 'getonline answers 404', source: 'spec/web-presence, F10 (an undated report)' },
  { name: 'getonline-empty', does: 'getonline answers nothing, with 200', source: 'spec/web-presence, F4' },
  {
    name: 'pa-says-itself',
    does: 'pa answers the picture itself, no redirect',
    source: 'spec/web-presence, F2 (2011)',
  },
] as const;
