import type { PageWriter } from './page-writer';

/** A hardware shop of 2009 in the manner of ECShop: tables, a font tag, and a QQ picture wherever one fits. */
export const shopPage: PageWriter = (charset, uin) => `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>晨光五金网店</title>
<style type="text/css">
body{margin:0;background:#fff;color:#333;font:12px/18px SimSun,"Noto Serif CJK SC",serif}
a{color:#1e5bab}.ban{background:#f60;color:#fff;padding:10px 14px}.ban b{font-size:22px;line-height:28px;display:block}
.nav{background:#1e5bab;color:#fff;padding:4px 14px}td{vertical-align:top}
.side{width:140px;background:#eef5fd;border-right:1px solid #b9c6d6;padding:6px 8px}.side h4{margin:4px -8px 6px;padding:2px 8px;background:#d3e5f9;color:#1e5bab;font-size:12px}.side p{margin:0 0 6px}
.bar{background:#fff2dc;border:1px solid #f5c98a;color:#c65a00;font-weight:bold;padding:2px 8px}.main{padding:8px 10px}
.pic{width:130px;height:74px;border:1px solid #ccc;background:#cfd6db}.foot{border-top:2px solid #f07800;background:#f6f6f6;padding:6px 14px}
</style></head><body>
<div class="ban"><b>晨光五金网店</b>诚信经营 · 全国发货 · 2009 新品上市</div>
<div class="nav">首页 | 合页铰链 | 拉手锁具 | 付款方式 | 联系我们</div>
<table cellspacing="0" width="100%"><tr><td class="side" rowspan="2">
<h4>在线客服</h4>
<p>小张：<a target="_blank" href="http://wpa.qq.com/msgrd?v=3&uin=${uin(0)}&site=qq&menu=yes"><img border="0" src="http://wpa.qq.com/pa?p=2:${uin(0)}:41 &r=0.22914223582483828" alt="点击这里给我发消息" title="点击这里给我发消息"></a></p>
<p>小李：<a target="_blank" href="http://wpa.qq.com/msgrd?v=3&amp;uin=${uin(1)}&amp;site=qq&amp;menu=yes"><img border="0" src="http://wpa.qq.com/pa?p=2:${uin(1)}:41" alt="点击这里给我发消息" title="点击这里给我发消息"/></a></p>
<p>售后：<a href="http://wpa.qq.com/msgrd?V=1&Uin=${uin(2)}&Site=晨光五金&Menu=yes" target="_blank"><img src="http://wpa.qq.com/pa?p=1:${uin(2)}:1" border="0" width="74" height="23" alt="QQ"></a></p>
<h4>批发专线</h4>
<p><a target=blank href=tencent://message/?uin=${uin(3)}&Site=晨光五金&Menu=yes><img border="0" SRC=http://wpa.qq.com/pa?p=1:${uin(3)}:10 alt="批发"></a></p>
<p><a target="blank" href="tencent://message/?uin=${uin(4)}&amp;Menu=yes"><img src='http://wpa.qq.com/pa?p=1:${uin(4)}:5' border='0' height="13" width="55" alt="分销"></a></p>
</td><td class="main"><div class="bar">◆ 新品推荐</div>
<table cellpadding="6"><tr>
<td><div class="pic"></div><a href="#">304 不锈钢合页 4 寸</a><br><font color="#dd0000">￥6.80</font> <a href="http://wpa.qq.com/msgrd?V=1&amp;Uin=${uin(0)}&amp;Site=CHENGUANG&amp;Menu=yes" target="_blank"><img src="http://wpa.qq.com/pa?p=1:${uin(0)}:4" height="16" border="0" alt="QQ" /></a></td>
<td><div class="pic"></div><a href="#">黄铜抽屉拉手 古铜色</a><br><font color="#dd0000">￥12.50</font> <a href="http://wpa.qq.com/msgrd?V=1&amp;Uin=${uin(5)}&amp;Site=CHENGUANG&amp;Menu=yes" target="_blank"><img src="http://wpa.qq.com/pa?p=1:${uin(5)}:4" height="16" border="0" alt="QQ" /></a></td>
<td><div class="pic"></div><a href="#">门吸 强磁 静音</a><br><font color="#dd0000">￥9.90</font> <a href="http://wpa.qq.com/msgrd?V=1&amp;Uin=${uin(6)}&amp;Site=CHENGUANG&amp;Menu=yes" target="_blank"><img src="http://wpa.qq.com/pa?p=1:${uin(6)}:17" border="0" alt="QQ" /></a></td>
</tr></table></td></tr><tr><td class="main"><div class="bar">◆ 联系我们</div>
<p>电话：0572-000 0000　QQ：<img style="CURSOR: pointer" onclick="javascript:window.open('http://b.qq.com/webc.htm?new=0&sid=${uin(7)}&o=shop.test&q=7', '_blank', 'height=502, width=644');" border="0" SRC=http://wpa.qq.com/pa?p=1:${uin(7)}:7 alt="点击这里给我发消息">　站长：<a href="//wpa.qq.com/msgrd?v=3&uin=${uin(8)}&site=qq&menu=yes"><img border="0" src="//wpa.qq.com/pa?p=2:${uin(8)}:52" alt="站长"></a></p>
<!-- <a href="http://wpa.qq.com/msgrd?v=3&uin=200000006"><img src="http://wpa.qq.com/pa?p=2:200000006:51"></a> -->
<p>旺旺：<a href="http://amos1.taobao.com/msg.ww?v=2&uid=shop&s=2"><img src="http://amos1.taobao.com/online.ww?v=2&uid=shop&s=2" width="16" height="16" border="0" alt="点击这里给我发消息"></a>
QQ 群：<a href="//shang.qq.com/wpa/qunwpa?idkey=0e85e0469d38d60e99841373e627f1e42da05ebab5e20c1d7142e9ea4a1c65ea"><img border="0" src="//pub.idqqimg.com/wpa/images/group.png" alt="加群"></a></p>
</td></tr></table>
<div class="foot">版权所有 2009 晨光五金　<a href="http://wpa.qq.com/msgrd?v=3&uin=${uin(9)}&site=qq&menu=yes" style="background:url(http://wpa.qq.com/pa?p=2:${uin(9)}:51) no-repeat;display:inline-block;width:79px;height:25px" title="总机"></a>　<a href='tencent://message/?uin=${uin(1)}'><img height="29" border="0" width="68" alt="请留言" src="http://wpa.qq.com/pa?p=1:${uin(1)}:6"></a>
<span id="late"></span></div>
<script type="text/javascript">
window.onload = function () {
  document.getElementById('late').innerHTML = '<a target="_blank" href="http://wpa.qq.com/msgrd?v=3&uin=${uin(2)}&site=qq&menu=yes"><img border="0" src="http://wpa.qq.com/pa?p=2:${uin(2)}:51" alt="在线咨询"></a>';
};
</script></body></html>
`;
