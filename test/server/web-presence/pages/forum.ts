import type { PageWriter } from './page-writer';

/** A thread of a Discuz! board: icons in profiles without a picture of QQ's, signatures and codes with one. */
export const forumPage: PageWriter = (charset, uin) => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}" /><title>五金论坛 - Powered by Discuz!</title>
<style type="text/css">
body{margin:0;background:#fff;color:#444;font:12px/18px Verdana,SimSun,"Noto Sans CJK SC",sans-serif}a{color:#069}
.wrap{width:760px;margin:10px auto}.post{width:100%;border:1px solid #c2d5e3;margin-bottom:8px;border-collapse:collapse}
.who{width:150px;background:#e5edf2;padding:10px}.what{padding:10px}.signature{border-top:1px dashed #ccc;margin-top:20px;padding-top:6px}h1{font-size:14px;background:#cadeeb;margin:0 0 8px;padding:6px 10px}
</style></head><body><div class="wrap"><h1>[求助] 门合页选 3 寸还是 4 寸？</h1>
<table class="post"><tr><td class="who" valign="top"><b>老沈</b><br />等级：木工<br /><a href="http://wpa.qq.com/msgrd?V=3&amp;Uin=${uin(0)}&amp;Site=五金论坛&amp;Menu=yes&amp;from=discuz" target="_blank" title="QQ"><img src="/static/image/common/qq.gif" alt="QQ" /></a></td>
<td class="what" valign="top">门扇 35 公斤，两片够不够？<div class="signature"><a href="http://wpa.qq.com/msgrd?V=1&amp;Uin=${uin(0)}&amp;Site=[Discuz!]&amp;Menu=yes" target="_blank"><img src="http://wpa.qq.com/pa?p=1:${uin(0)}:1" border="0" /></a></div></td></tr></table>
<table class="post"><tr><td class="who" valign="top"><b>晨光小张</b><br />等级：掌柜<br /><a target="blank" href="http://wpa.qq.com/msgrd?V=1&Uin=${uin(1)}&Site=五金论坛&Menu=yes"><img border="0" src="http://wpa.qq.com/pa?p=1:${uin(1)}:7" alt="有事您Q我！" width="71" height="24"></a></td>
<td class="what" valign="top">三片 4 寸，304 的。要样品加 QQ：<a href='tencent://message/?Menu=yes&uin=${uin(1)}&Site=&Service=200' target='_self'><span><img src='http://wpa.qq.com/pa?p=1:${uin(1)}:4'/></span>小张</a>
<blockquote><code>&lt;img src="http://wpa.qq.com/pa?p=2:${uin(2)}:51"&gt;</code></blockquote>
<textarea rows="3" cols="60"><a href="http://wpa.qq.com/msgrd?v=3&uin=${uin(2)}"><img src="http://wpa.qq.com/pa?p=2:${uin(2)}:51"></a></textarea></td></tr></table>
</div></body></html>
`;
