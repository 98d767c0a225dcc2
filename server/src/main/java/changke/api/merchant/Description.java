package changke.api.merchant;

import changke.api.idempotency.IdempotencyFilter;
import changke.identity.AccessGuard;
import changke.identity.Scope;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/// Makes the OpenAPI 3.1 description out of the endpoints and the records that they take and
/// answer, so that it cannot say anything else than they do.
final class Description {

  private static final String PROBLEM = "application/problem+json";
  private static final List<Integer> EVERYWHERE = List.of(401, 403, 429, 503);

  private final Map<String, Map<String, Object>> paths = new TreeMap<>();
  private final Map<String, Object> schemas = new TreeMap<>();

  /// The whole document, ready to be written as JSON.
  static Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> endpoints) {
    var description = new Description();
    endpoints.forEach(description::add);
    description.schemas.put("Problem", problem());
    return object(
        "openapi",
        "3.1.0",
        "info",
        object(
            "title",
            "Changke merchant API",
            "version",
            "1",
            "description",
            "Amounts are minor units. Lists are paged by the cursor `next` of the page before. Problems are RFC 9457."),
        "servers",
        List.of(object("url", "/")),
        "security",
        List.of(object("token", List.of())),
        "paths",
        description.paths,
        "components",
        object(
            "schemas",
            description.schemas,
            "securitySchemes",
            object("token", object("type", "http", "scheme", "bearer"))));
  }

  private void add(RequestMappingInfo info, HandlerMethod handler) {
    var call = handler.getMethodAnnotation(Call.class);
    if (call == null) {
      return;
    }
    for (var path : info.getPatternValues()) {
      for (var method : info.getMethodsCondition().getMethods()) {
        var verb = method.name().toLowerCase(Locale.ROOT);
        paths
            .computeIfAbsent(path, _ -> new TreeMap<>())
            .put(verb, operation(call, handler, verb.equals("get")));
      }
    }
  }

  private Map<String, Object> operation(Call call, HandlerMethod handler, boolean harmless) {
    var operation =
        object(
            "operationId",
            handler.getMethod().getName(),
            "summary",
            call.does(),
            "description",
            "Needs the scope `" + scopes(handler) + "`.",
            "parameters",
            parameters(handler, harmless));
    if (call.takes() != Void.class) {
      operation.put("requestBody", object("required", true, "content", body(call)));
    }
    var answers = new TreeMap<String, Object>();
    answers.put(String.valueOf(call.status()), answer(call, handler));
    var refusals = new ArrayList<>(EVERYWHERE);
    Arrays.stream(call.refuses()).forEach(refusals::add);
    if (!harmless) {
      refusals.addAll(List.of(400, 409, 422));
    }
    for (var status : refusals) {
      answers.put(
          String.valueOf(status),
          object(
              "description",
              HttpStatus.valueOf(status).getReasonPhrase(),
              "content",
              object(PROBLEM, object("schema", reference("Problem")))));
    }
    operation.put("responses", answers);
    return operation;
  }

  private static String scopes(HandlerMethod handler) {
    return AccessGuard.allowed(handler.getBeanType(), handler.getMethod()).stream()
        .flatMap(rule -> Arrays.stream(rule.scope()))
        .map(Scope::code)
        .collect(Collectors.joining(" "));
  }

  private Map<String, Object> answer(Call call, HandlerMethod handler) {
    var one = schema(call.answers());
    var listed = handler.getMethod().getReturnType() == Listed.class;
    var all =
        object(
            "type",
            "object",
            "required",
            List.of("items"),
            "properties",
            object(
                "items",
                object("type", "array", "items", one),
                "next",
                object("type", List.of("string", "null"))));
    return object(
        "description",
        HttpStatus.valueOf(call.status()).getReasonPhrase(),
        "content",
        object("application/json", object("schema", listed ? all : one)));
  }

  /// Several types mean a list of things that may also come as text.
  private Map<String, Object> body(Call call) {
    var content = new LinkedHashMap<String, Object>();
    for (var type : call.types()) {
      var one = schema(call.takes());
      Map<String, Object> shape =
          !type.equals("application/json")
              ? object("type", "string")
              : call.types().length == 1
                  ? one
                  : object(
                      "type",
                      "array",
                      "items",
                      object("anyOf", List.of(object("type", "string"), one)));
      content.put(type, object("schema", shape));
    }
    return content;
  }

  private List<Object> parameters(HandlerMethod handler, boolean harmless) {
    var parameters = new ArrayList<Object>();
    for (var parameter : handler.getMethodParameters()) {
      var query = parameter.getParameterAnnotation(RequestParam.class);
      if (parameter.hasParameterAnnotation(PathVariable.class)) {
        parameters.add(parameter(parameter, "path", true));
      } else if (query != null) {
        var given = query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        parameters.add(parameter(parameter, "query", query.required() && given));
      }
    }
    if (!harmless) {
      parameters.add(
          object(
              "name",
              IdempotencyFilter.HEADER,
              "in",
              "header",
              "required",
              false,
              "description",
              "The call is done once; its first answer is given again for 24 hours.",
              "schema",
              object("type", "string", "minLength", 1, "maxLength", 255)));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(MethodParameter from, String in, boolean required) {
    var type = from.getParameterType();
    var number = type == int.class || type == Integer.class;
    return object(
        "name",
        java.util.Objects.requireNonNull(
            from.getExecutable().getParameters()[from.getParameterIndex()].getName()),
        "in",
        in,
        "required",
        required,
        "schema",
        number
            ? object("type", "integer")
            : type == String.class
                ? object("type", "string")
                : object("type", "string", "format", "uuid"));
  }

  private Map<String, Object> schema(Class<?> type) {
    if (!schemas.containsKey(type.getSimpleName())) {
      var properties = new LinkedHashMap<String, Object>();
      var required = new ArrayList<String>();
      schemas.put(
          type.getSimpleName(),
          object("type", "object", "properties", properties, "required", required));
      for (var component : type.getRecordComponents()) {
        var annotated = component.getAnnotatedType();
        properties.put(component.getName(), shape(annotated));
        if (!isNullable(annotated)) {
          required.add(component.getName());
        }
      }
    }
    return reference(type.getSimpleName());
  }

  private Map<String, Object> shape(AnnotatedType annotated) {
    var shape = plain(annotated.getType(), annotated);
    if (!isNullable(annotated)) {
      return shape;
    }
    if (shape.containsKey("$ref")) {
      return object("anyOf", List.of(shape, object("type", "null")));
    }
    var nullable = new LinkedHashMap<>(shape);
    nullable.put("type", List.of(shape.getOrDefault("type", "string"), "null"));
    return nullable;
  }

  private Map<String, Object> plain(Type type, AnnotatedType annotated) {
    if (type instanceof ParameterizedType generic
        && annotated instanceof AnnotatedParameterizedType parts) {
      var inner = parts.getAnnotatedActualTypeArguments();
      return generic.getRawType() == Map.class
          ? object("type", "object", "additionalProperties", shape(inner[1]))
          : object("type", "array", "items", shape(inner[0]));
    }
    return switch (type) {
      case Class<?> c when c == String.class -> object("type", "string");
      case Class<?> c when c == UUID.class -> object("type", "string", "format", "uuid");
      case Class<?> c when c == Instant.class -> object("type", "string", "format", "date-time");
      case Class<?> c when c == int.class || c == Integer.class ->
          object("type", "integer", "format", "int32");
      case Class<?> c when c == long.class || c == Long.class ->
          object("type", "integer", "format", "int64");
      case Class<?> c when c == boolean.class -> object("type", "boolean");
      case Class<?> c when c.isRecord() -> schema(c);
      default -> throw new IllegalStateException("no shape for " + type);
    };
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static Map<String, Object> problem() {
    return object(
        "type",
        "object",
        "required",
        List.of("type", "title", "status"),
        "properties",
        object(
            "type",
            object("type", "string"),
            "title",
            object("type", "string"),
            "status",
            object("type", "integer"),
            "detail",
            object("type", "string"),
            "instance",
            object("type", "string"),
            "fields",
            object("type", "array", "items", object("type", "string"))));
  }

  private static Map<String, Object> reference(String name) {
    return object("$ref", "#/components/schemas/" + name);
  }

  /// An object in the order in which it is written: name, value, name, value.
  private static Map<String, Object> object(Object... members) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(members[i].toString(), members[i + 1]);
    }
    return object;
  }
}
