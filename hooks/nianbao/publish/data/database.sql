-- 整站数据的 SQLite 数据库里，由各表算出的视图。各表的列见 tables.yml。

-- 统计表的每一格：与 figures.csv 相同的列。
create view figures as
select r.机关代号, r.机关, r.年度, r.版本, iif(r.状态 in ('现行', '草稿'), '是', '否') as 现行,
       r.发布日期, r.网址, r.永久标识, r.格式, c.代码, c.地址, c.表, c.行, c.列,
       v.数值, v.单位, v.备注, v.状态, v.数据说明, r.计入合计
from figure_values v
join cells c on c.id = v.cell
join reports r on r.id = v.report;

-- 指标：与 indicators.csv 相同的列。
create view indicators as
select l.指标代码, l.指标, r.机关代号, r.机关, r.类别, r.年度, r.版本, r.格式,
       v.数值, v.单位, iif(v.数值 is null, '空白', '数') as 状态, '否' as 合计行,
       r.含下级, r.计入合计, null as 计入的报告, null as 应计入的报告, r.网址
from indicator_values v
join indicator_list l on l.指标代码 = v.code
join reports r on r.id = v.report
union all
select l.指标代码, l.指标, null, '合计', null, t.年度, null, null,
       t.数值, t.单位, iif(t.数值 is null, '空白', '数'), '是',
       '否', '否', t.计入的报告, t.应计入的报告, null
from totals t
join indicator_list l on l.指标代码 = t.code;

-- 各年度一个指标的合计：不重复计算，连同有数的份数。
create view yearly as
select code as 指标代码, l.指标, t.年度, t.数值 as 合计, t.单位, t.计入的报告, t.应计入的报告
from totals t
join indicator_list l on l.指标代码 = t.code;

-- 各年度不予公开占办结的比例（2019 年度起）；办结是零、或者少一个数的，算不出来，是空白，不是零。
create view refusal_rate as
select b.年度, n.数值 as 不予公开, b.数值 as 办结, 1.0 * n.数值 / nullif(b.数值, 0) as 比例,
       iif(n.数值 is null or coalesce(b.数值, 0) = 0, '空白', '数') as 状态
from totals b
left join totals n on n.年度 = b.年度 and n.code = 'buyugongkai'
where b.code = 'banjie';

-- 各年度按期发布的报告和收到的申请：2019 年度起是新收申请，2014 至 2018 年度是收到申请，以前是自定表里写明的。
create view timeliness as
select r.年度, count(*) as 报告, sum(r.逾期天数 = 0) as 按期, sum(r.逾期天数 > 0) as 逾期,
       (select t.数值 from totals t
        where t.年度 = r.年度 and t.code in ('xinshou', 'shoudaoshenqing', 'zidingshenqing')) as 申请
from reports r
where r.状态 = '现行'
group by r.年度;
