package io.github.procmm.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page in a headless Chromium, spoken to by the DevTools protocol: keys that are pressed here
 * take the way of a person's. For one thread.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
    private volatile CompletableFuture<@Nullable Void> loaded = new CompletableFuture<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Process process, String authority) throws Exception {
        this.process = process;
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest open =
                HttpRequest.newBuilder(URI.create("http://" + authority + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
        String target = http.send(open, HttpResponse.BodyHandlers.ofString()).body();
        URI page = URI.create(JSON.readTree(target).path("webSocketDebuggerUrl").asText());
        this.socket = http.newWebSocketBuilder().buildAsync(page, new Listener()).get();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** Starts one; null where none is installed. */
    static @Nullable Browser start(Path profile) throws Exception {
        for (String name : NAMES) {
            try {
                return start(name, profile);
            } catch (IOException notThere) {
                // Perhaps under another name.
            }
        }
        return null;
    }

    private static Browser start(String name, Path profile) throws Exception {
        Process process =
                new ProcessBuilder(
                                name,
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return new Browser(process, "127.0.0.1:" + port(profile.resolve("DevToolsActivePort")));
        } catch (Exception | Error failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    /** Waits until the browser has written down where it listens. */
    private static String port(Path file) throws Exception {
        for (int i = 0; i < SECONDS * 10; i++) {
            Thread.sleep(100);
            if (Files.exists(file) && Files.size(file) > 0) {
                return Files.readAllLines(file).get(0);
            }
        }
        throw new AssertionError("chromium does not listen");
    }

    private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        replies.put(id, reply);
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode answer = reply.get(SECONDS, TimeUnit.SECONDS);
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    /** Goes to a page anew, whatever is shown now, and waits until it has loaded. */
    void open(URI page) throws Exception {
        go(URI.create("about:blank"));
        go(page);
    }

    private void go(URI page) throws Exception {
        loaded = new CompletableFuture<>();
        ask("Page.navigate", Map.of("url", page.toString()));
        loaded.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what an expression comes to. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Returns the text that an expression comes to. */
    String text(String expression) throws Exception {
        return evaluate("String(" + expression + ")").asText();
    }

    /** Presses keys, one after the other: characters, or names as {@code ArrowDown}. */
    void press(String... keys) throws Exception {
        for (String key : keys) {
            String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
            ask("Input.dispatchKeyEvent", keyEvent("keyDown", key, text));
            ask("Input.dispatchKeyEvent", keyEvent("keyUp", key, ""));
        }
    }

    private static Map<String, ?> keyEvent(String type, String key, String text) {
        int code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    case "ArrowLeft" -> 37;
                    case "ArrowUp" -> 38;
                    case "ArrowRight" -> 39;
                    case "ArrowDown" -> 40;
                    default -> key.toUpperCase(Locale.ROOT).codePointAt(0);
                };
        return Map.of("type", type, "key", key, "windowsVirtualKeyCode", code, "text", text);
    }

    /** Makes the window as wide and high as that, in CSS pixels. */
    void resize(int width, int height) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Prefers dark or light from now on, on a screen or on paper. */
    void prefer(String scheme, String medium) throws Exception {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        ask("Emulation.setEmulatedMedia", Map.of("media", medium, "features", List.of(feature)));
    }

    /** Writes what is seen to a PNG file. */
    void screenshot(Path file) throws Exception {
        String data = ask("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Prints the page to a PDF file; returns how many pages it has. */
    int print(Path file) throws Exception {
        String data = ask("Page.printToPDF", Map.of("printBackground", true)).path("data").asText();
        byte[] pdf = Base64.getDecoder().decode(data);
        Files.write(file, pdf);
        Matcher page = Pattern.compile("/Type\\s*/Page\\b").matcher(new String(pdf, UTF_8));
        return (int) page.results().count();
    }

    /** Returns errors that scripts threw, and what was logged as an error or a warning. */
    List<String> complaints() {
        return complaints;
    }

    /** Returns the addresses that were asked for. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        // Whoever still runs writes to the profile, which is going to be deleted.
        all.forEach(one -> one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode node = JSON.readTree(text);
                CompletableFuture<JsonNode> reply = replies.remove(node.path("id").asInt());
                if (reply != null) {
                    reply.complete(node);
                } else {
                    event(node.path("method").asText(), node.path("params"));
                }
            } catch (IOException garbage) {
                complaints.add(text);
            }
        }

        private void event(String method, JsonNode parameters) {
            switch (method) {
                case "Page.loadEventFired" -> loaded.complete(null);
                case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
                case "Network.requestWillBeSent" ->
                        requests.add(parameters.path("request").path("url").asText());
                case "Log.entryAdded" ->
                        complain(parameters.path("entry").path("level"), parameters);
                case "Runtime.consoleAPICalled" -> complain(parameters.path("type"), parameters);
                default -> {}
            }
        }

        private void complain(JsonNode level, JsonNode parameters) {
            if (List.of("error", "warning", "assert").contains(level.asText())) {
                complaints.add(parameters.toString());
            }
        }
    }
}
