package changke.insights;

import java.util.Locale;
import java.util.Optional;

/// What a column of another shop's file can mean.
public enum HistoryColumn {
  PERSON(
      "customerid",
      "customer",
      "userid",
      "user",
      "buyerid",
      "buyer",
      "memberid",
      "member",
      "clientid",
      "visitorid",
      "email",
      "customeremail",
      "id",
      "客户id",
      "客户编号",
      "用户id",
      "会员id",
      "会员编号",
      "买家id",
      "买家昵称",
      "买家会员名",
      "客户",
      "用户",
      "会员",
      "买家"),
  TIME(
      "invoicedate",
      "orderdate",
      "date",
      "time",
      "datetime",
      "timestamp",
      "createdat",
      "created",
      "paidat",
      "paymenttime",
      "purchasedate",
      "transactiondate",
      "orderedat",
      "下单时间",
      "订单创建时间",
      "付款时间",
      "订单付款时间",
      "支付时间",
      "日期",
      "时间",
      "交易时间"),
  ORDER(
      "invoiceno",
      "invoice",
      "orderid",
      "order",
      "orderno",
      "ordernumber",
      "transactionid",
      "basketid",
      "receipt",
      "name",
      "订单号",
      "订单编号",
      "交易号"),
  AMOUNT(
      "amount",
      "total",
      "totalprice",
      "revenue",
      "sales",
      "value",
      "dollarvalue",
      "ordertotal",
      "linetotal",
      "subtotal",
      "payment",
      "paid",
      "金额",
      "订单金额",
      "实付金额",
      "支付金额",
      "买家实际支付金额",
      "总金额",
      "成交金额"),
  QUANTITY(
      "quantity",
      "qty",
      "units",
      "count",
      "numberofcds",
      "lineitemquantity",
      "数量",
      "购买数量",
      "宝贝总数量"),
  PRICE("unitprice", "price", "itemprice", "lineitemprice", "单价", "价格", "商品单价"),
  ITEM(
      "stockcode",
      "sku",
      "itemid",
      "item",
      "productid",
      "product",
      "productcode",
      "lineitemsku",
      "商品编号",
      "商品id",
      "货号",
      "商品编码"),
  NAME(
      "description",
      "productname",
      "itemname",
      "title",
      "lineitemname",
      "商品名称",
      "宝贝标题",
      "名称",
      "标题"),
  CATEGORY("category", "productcategory", "producttype", "department", "类目", "分类", "品类"),
  COUNTRY("country", "countrycode", "shippingcountry", "billingcountry", "国家", "国家地区");

  private final String headers;

  HistoryColumn(String... headers) {
    this.headers = "|" + String.join("|", headers) + "|";
  }

  /// The word for it in `--map` and in forms.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<HistoryColumn> ofWord(String word) {
    for (var column : values()) {
      if (column.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /// Whether a header looks like this column, whatever its case and punctuation.
  boolean isCalled(String header) {
    return headers.contains("|" + plain(header) + "|");
  }

  static String plain(String header) {
    return header.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-./()()|]+", "");
  }
}
