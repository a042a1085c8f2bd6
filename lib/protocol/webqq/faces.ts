/**
 * What faces are called, by their number on the wire: runs of numbers, each by its first. Of the two tables that the
 * official page had, this is the one it wrote and read messages by; the other numbers its picture files (spec/webqq, B9).
 */
const runs: ReadonlyArray<readonly [first: number, names: string]> = [
  [0, '惊讶 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 微笑'],
  [21, '飞吻'],
  [23, '跳跳'],
  [25, '发抖 怄火 爱情'],
  [29, '足球'],
  [32, '西瓜 玫瑰 凋谢'],
  [36, '爱心 心碎 蛋糕 礼物'],
  [42, '太阳'],
  [45, '月亮 强 弱'],
  [50, '难过 酷'],
  [53, '抓狂 吐 惊恐 流汗 憨笑 大兵 猪头'],
  [62, '拥抱 咖啡 饭'],
  [71, '握手 便便 偷笑 可爱 白眼 傲慢 饥饿 困 奋斗 咒骂 疑问 嘘 晕 折磨 衰 骷髅 敲打 再见'],
  [91, '闪电 炸弹 刀'],
  [
    95,
    '胜利 冷汗 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 菜刀 啤酒 篮球 乒乓 示爱 瓢虫 抱拳 勾引 拳头 差劲 爱你 NO OK 转圈 磕头 回头 跳绳 挥手 激动 街舞 献吻 左太极 右太极',
  ],
  [
    136,
    '双喜 鞭炮 灯笼 发财 K歌 购物 邮件 帅 喝彩 祈祷 爆筋 棒棒糖 喝奶 下面 香蕉 飞机 开车 左车头 车厢 右车头 多云 下雨 钞票 熊猫 灯泡 风车 闹钟 打伞 彩球 钻戒 沙发 纸巾 药 手枪 青蛙',
  ],
];

/** Undefined for a number that nobody wrote a name down for. */
export function faceName(number: number): string | undefined {
  const [first, names] = runs.findLast(([from]) => from <= number) ?? [];
  return first === undefined ? undefined : names?.split(' ')[number - first];
}
