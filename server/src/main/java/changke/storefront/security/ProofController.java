package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Proof;
import changke.identity.Who;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a browser has to work on before a form; nothing without load.
@Controller
@Allowed(Who.EVERYONE)
class ProofController {

  private final Proof proof;

  ProofController(Proof proof) {
    this.proof = proof;
  }

  @GetMapping("/proof")
  ResponseEntity<String> challenge(@RequestParam(defaultValue = "SIGN_IN") Proof.Door door) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .cacheControl(CacheControl.noStore())
        .body(proof.challenge(door).orElse(""));
  }
}
