/** An event as it goes over the wire. */
export interface OnebotEvent {
  time: number;
  self_id: number;
  post_type: string;
  [field: string]: unknown;
}
