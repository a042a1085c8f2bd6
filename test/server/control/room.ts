import type { Core } from '../core';
import type { HttpQqService } from '../http-qq/service';
import type { OnebotService } from '../onebot/service';
import type { Service } from '../service';
import type { TemporaryService } from '../temporary/service';
import type { WebPresenceService } from '../web-presence/service';
import type { WebqqService } from '../webqq/service';
import type { Body } from './fields';

/** What calls act on. */
export interface Room {
  core: Core;
  services: readonly Service[];
  httpQq: HttpQqService;
  onebot: OnebotService;
  webqq: WebqqService;
  webPresence: WebPresenceService;
  temporary: TemporaryService;
}

/** What a call answers beside `ok`. */
export type CallAnswer = Record<string, unknown>;

/** Carries a POST call out. */
export type PostCall = (room: Room, body: Body) => CallAnswer | Promise<CallAnswer>;

/** Answers a GET call. */
export type GetCall = (room: Room, query: URLSearchParams) => CallAnswer;
