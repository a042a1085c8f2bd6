import type { Platform } from '../../components/options/forms';

/** Which system's settings to name. Android calls itself Linux too, so it is asked for first. */
export function platformOf(userAgent: string): Platform {
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('Windows')) return 'windows';
  if (userAgent.includes('Mac OS')) return 'mac';
  return userAgent.includes('Linux') || userAgent.includes('X11') ? 'linux' : 'other';
}
