import type { DoorAnswer } from '../door';
import { REASONS, type Reason } from '../refused';

/** The chat that a stranger sees: plain words in, plain words out. It asks once a second. */
export function chatPage(chat: string, callee: string): DoorAnswer {
  return page(
    200,
    `和 ${callee} 的临时会话`,
    `<h1>和 <b id="callee">${asHtml(callee)}</b> 的临时会话</h1>
<ol id="log" aria-live="polite"></ol>
<form id="say"><input id="text" autocomplete="off" autofocus aria-label="说点什么"><button>发送</button></form>
<p class="note">消息只存在双方的电脑上。装了 QQ 的电脑：<a href="tencent://message/?Menu=yes&amp;uin=${asHtml(callee)}&amp;Site=&amp;Service=200">在 QQ 里打开</a></p>
<script>
const chat = ${JSON.stringify(chat)}, log = document.getElementById('log'), text = document.getElementById('text');
const add = (who, words) => { const li = document.createElement('li'); li.className = who; li.textContent = words; log.append(li); };
document.getElementById('say').onsubmit = async (event) => {
  event.preventDefault();
  const words = text.value;
  if (words === '') return;
  const answer = await fetch('/say', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ chat, text: words }) });
  if (answer.ok) { add('mine', words); text.value = ''; } else add('refused', await answer.text());
};
const hear = async () => {
  const answer = await fetch('/hear?chat=' + chat).catch(() => undefined);
  if (answer?.ok) for (const words of await answer.json()) add('theirs', words);
  setTimeout(hear, 1000);
};
hear();
</script>`,
  );
}

/** Asks for the code: the same address with what was typed beside it. */
export function codePage(url: URL, reason: Reason): DoorAnswer {
  const hidden = [...url.searchParams]
    .filter(([name]) => name !== 'given')
    .map(([name, value]) => `<input type="hidden" name="${asHtml(name)}" value="${asHtml(value)}">`);
  return page(
    REASONS[reason][0],
    '验证码',
    `<h1 id="reason" data-reason="${reason}">${asHtml(REASONS[reason][1])}</h1>
<form action="${asHtml(url.pathname)}">${hidden.join('')}<input name="given" inputmode="numeric" maxlength="6" autofocus aria-label="验证码"><button>进入</button></form>`,
    reason,
  );
}

export function refusalPage(reason: Reason): DoorAnswer {
  const [status, words] = REASONS[reason];
  return page(status, '打不开', `<h1 id="reason" data-reason="${reason}">${asHtml(words)}</h1>`, reason);
}

/** A small site on which a person has put what Uinbell made for them; `code` is theirs and stands there as it is. */
export function sitePage(code: string): DoorAnswer {
  return page(200, '演示商店', `<h1>演示商店</h1><p>有问题？在这里问：</p><div id="code">${code}</div>`);
}

function page(status: number, title: string, body: string, reason?: Reason): DoorAnswer {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...(reason === undefined ? {} : { 'X-Refused': reason }) },
    body: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${asHtml(title)}</title><style>
body{max-width:36em;margin:2em auto;font:15px/1.6 system-ui,sans-serif;color:#222}h1{font-size:1.1em}ol{list-style:none;padding:0}
li{margin:4px 0;padding:4px 10px;border-radius:8px;background:#eee;width:fit-content;white-space:pre-wrap}.mine{background:#d8ecee;margin-left:auto}.note{color:#666}
</style></head><body>${body}</body></html>`,
  };
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
