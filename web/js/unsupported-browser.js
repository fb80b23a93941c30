// For browsers that know no modules: says so, in the oldest words of the language.
(function () {
  var boot = document.getElementById("boot");
  if (boot) {
    boot.className = "notice shown";
    boot.innerHTML =
      "<p><b>This browser is too old for Vigie.</b> Any Firefox, Chrome, Edge or Safari of the last three years will do.</p>" +
      '<p lang="fr"><b>Ce navigateur est trop ancien pour Vigie.</b> Un Firefox, Chrome, Edge ou Safari de moins de trois ans convient.</p>';
  }
})();
