package changke.api.merchant;

import changke.identity.Allowed;
import changke.identity.Who;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What the API can do, for programs that make clients; open to everyone.
@RestController
@Allowed(Who.EVERYONE)
class DescriptionController {

  private final ObjectProvider<RequestMappingHandlerMapping> endpoints;

  DescriptionController(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> endpoints) {
    this.endpoints = endpoints;
  }

  @GetMapping(path = "/api/v1/openapi.json", produces = "application/json")
  Map<String, Object> description() {
    return Description.of(endpoints.getObject().getHandlerMethods());
  }
}
