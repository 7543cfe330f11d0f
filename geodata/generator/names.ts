import type { Random } from './random.ts';

/** Invented names: each syllable carries its pinyin, so that every place has both. */
type Syllable = readonly [hanzi: string, pinyin: string];
export interface Named {
  name: string;
  nameEn: string;
}

const table = (text: string): Syllable[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]);

const first = table(
  `栖qi 澜lan 鹰ying 鹭lu 砚yan 枫feng 梨li 芦lu 燕yan 霜shuang 竹zhu 云yun 望wang 松song 桐tong 柏bai 槐huai 杏xing 荷he 莲lian 菱ling 桂gui 兰lan 梅mei 青qing 白bai 紫zi 玉yu 金jin 银yin 石shi 沙sha 泉quan 清qing 静jing 和he 瑞rui 祥xiang 福fu 永yong 长chang 新xin 古gu 上shang 下xia 东dong 西xi 南nan 北bei 双shuang 三san 七qi 九jiu 大da 小xiao 高gao 临lin 景jing 锦jin 绣xiu 丰feng 裕yu 嘉jia 宁ning 安an 康kang 乐le 明ming 晴qing 晓xiao 春chun 秋qiu 雁yan 鹤he 鲤li 凤feng 龙long 麓lu`,
);
const townLast = table(
  `苑yuan 庭ting 园yuan 里li 坊fang 台tai 阁ge 桥qiao 门men 井jing 塔ta 楼lou 巷xiang 港gang 洲zhou 湾wan 岸an 泽ze 屏ping 晖hui 和he 兴xing 华hua 林lin`,
);
const villageLast = table(
  `塘tang 湾wan 冲chong 坪ping 垄long 岗gang 坳ao 溪xi 沟gou 圩wei 墩dun 渡du 桥qiao 畈fan 坡po 岭ling 洼wa 咀zui 台tai 店dian 庄zhuang 铺pu 坝ba 滩tan 林lin 屋wu 坑keng 源yuan`,
);
const streetLast = table(
  `华hua 安an 平ping 和he 康kang 宁ning 泰tai 昌chang 兴xing 盛sheng 远yuan 秀xiu 苑yuan 园yuan 山shan 泉quan 林lin 月yue 霞xia 帆fan 桥qiao 荫yin 溪xi 禾he`,
);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const join = (...parts: Syllable[]): Named => ({
  name: parts.map(([h]) => h).join(''),
  nameEn: capital(parts.map(([, p]) => p).join('')),
});

/** Hands out two-syllable names, each only once. */
export function createNamer(
  random: Random,
  taken: readonly string[],
): Record<'town' | 'village' | 'street', () => Named> {
  const used = new Set(taken);
  const draw = (last: readonly Syllable[]) => (): Named => {
    for (;;) {
      const [a, b] = [random.pick(first), random.pick(last)];
      const named = join(a, b);
      if (a[0] === b[0] || used.has(named.name)) continue;
      used.add(named.name);
      return named;
    }
  };
  return { town: draw(townLast), village: draw(villageLast), street: draw(streetLast) };
}

const surnames = table(
  `王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 邓deng 曹cao 彭peng 曾zeng 萧xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 余yu`,
);
const given = table(
  `伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 霞xia 平ping 刚gang 辉hui 玲ling 桂gui 英ying 华hua 建jian 国guo 文wen 志zhi 海hai 晓xiao 春chun 红hong 梅mei 林lin 峰feng 波bo 斌bin 雪xue 婷ting 宇yu 浩hao 凯kai 佳jia 欣xin 悦yue 博bo 睿rui`,
);

export function personName(random: Random): Named {
  const family = random.pick(surnames);
  const own = random.chance(0.25) ? [random.pick(given)] : [random.pick(given), random.pick(given)];
  return {
    name: [family, ...own].map(([h]) => h).join(''),
    nameEn: `${capital(own.map(([, p]) => p).join(''))} ${capital(family[1])}`,
  };
}

/** A number that is no one's: its middle is masked. */
export const maskedPhone = (random: Random): string =>
  `199****${String(random.integer(0, 9999)).padStart(4, '0')}`;

const digits = '零一二三四五六七八九';
/** 1 → 一, 12 → 十二, 35 → 三十五 */
export function chineseNumber(n: number): string {
  if (n < 10) return digits.charAt(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? digits.charAt(tens) : ''}十${ones ? digits.charAt(ones) : ''}`;
}
