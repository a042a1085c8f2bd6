import { GET_CALLS, POST_CALLS } from './calls';
import { parseBody } from './fields';
import { Refusal } from './refusal';
import type { CallAnswer, Room } from './room';

/** The calls that take a list of bodies in place of one. */
const TAKE_LISTS = ['accounts', 'say'];

/** Carries out `POST /control/<name>`, for the control port and for a scenario; what it changed is written down. */
export async function dispatchPost(room: Room, name: string, json: unknown): Promise<CallAnswer> {
  const call = Object.hasOwn(POST_CALLS, name) ? POST_CALLS[name] : undefined;
  if (call === undefined) throw new Refusal(404, `there is no call POST /control/${name}`);
  // Only the calls that take lists look at `list`.
  const body = Array.isArray(json) && TAKE_LISTS.includes(name) ? { list: json } : parseBody(json);
  for (const service of room.services) service.expire();
  const answer = await call(room, body);
  room.core.journal.flush();
  return answer;
}

/** Answers `GET /control/<name>`. */
export function dispatchGet(room: Room, name: string, query: URLSearchParams): CallAnswer {
  const call = Object.hasOwn(GET_CALLS, name) ? GET_CALLS[name] : undefined;
  if (call === undefined) throw new Refusal(404, `there is no call GET /control/${name}`);
  const answer = call(room, query);
  room.core.journal.flush();
  return answer;
}
