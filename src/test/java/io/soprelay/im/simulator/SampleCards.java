package io.soprelay.im.simulator;

/** Cards for tests. */
public final class SampleCards {
    private SampleCards() {}

    /** A card whose body holds the given components, comma-separated. */
    public static String card(String... elements) {
        return """
               {"schema":"2.0","config":{"update_multi":true},
                "header":{"title":{"tag":"plain_text","content":"完成发货"},"subtitle":{"tag":"plain_text","content":"甲公司"}},
                "body":{"elements":[%s]}}""".formatted(String.join(",", elements));
    }

    /** One that is about a record, which its head names. */
    public static String about(String number, String... elements) {
        return card(elements).replace("\"content\":\"甲公司\"", "\"content\":\"甲公司 · " + number + "\"");
    }

    public static String text(String content) {
        return "{\"tag\":\"div\",\"text\":{\"tag\":\"plain_text\",\"content\":\"" + content + "\"}}";
    }

    public static String markdown(String content) {
        return "{\"tag\":\"markdown\",\"content\":\"" + content + "\"}";
    }

    public static String button(String label, String action) {
        return """
               {"tag":"button","text":{"tag":"plain_text","content":"%s"},
                "behaviors":[{"type":"callback","value":{"action":"%s"}}]}""".formatted(label, action);
    }

    public static String submit(String label) {
        return """
               {"tag":"button","name":"complete","form_action_type":"submit","text":{"tag":"plain_text","content":"%s"},
                "behaviors":[{"type":"callback","value":{"action":"complete"}}]}""".formatted(label);
    }

    public static String form(String... elements) {
        return "{\"tag\":\"form\",\"name\":\"form\",\"elements\":[" + String.join(",", elements) + "]}";
    }

    /** The shipping form: moment, number, carrier, submit. */
    public static String shippingForm() {
        return card(
                text("⏰ 今天 18:00 前"),
                form(markdown("**实际发货时间** *"), """
                        {"tag":"picker_datetime","name":"f_time","required":true,
                         "placeholder":{"tag":"plain_text","content":"实际发货时间"}}""", """
                        {"tag":"input","name":"f_number","required":true,"max_length":40,
                         "label":{"tag":"plain_text","content":"物流单号"},"placeholder":{"tag":"plain_text","content":"例如 SF1"}}""", markdown("承运方"), """
                        {"tag":"select_static","name":"f_carrier","initial_option":"sf",
                         "options":[{"text":{"tag":"plain_text","content":"顺丰"},"value":"sf"},
                                    {"text":{"tag":"plain_text","content":"德邦"},"value":"db"}]}""", submit("完成任务")),
                button("求助", "help"));
    }
}
